import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { download } from './table/csv';
import classes from './RawText.module.css';

interface RawTextProps {
  label: string;
  /** The file's name where it is saved. */
  name: string;
  /** Asked for only once it is to be seen. */
  text: () => string;
  opened?: boolean;
}

/** More than this makes a page slow; the file has all of it. */
const SHOWN = 40_000;

/** Long text as it is, on demand. */
export function RawText({ label, name, text, opened = false }: RawTextProps) {
  const [open, setOpen] = useState(opened);
  const all = open ? text() : '';
  return (
    <>
      <Group gap="sm" className="no-print">
        <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide' : label}
        </Button>
        {open && (
          <Button
            variant="subtle"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            onClick={() => download(name, all, 'text/plain;charset=utf-8')}
          >
            Save
          </Button>
        )}
      </Group>
      {open && (
        <pre className={classes.raw} tabIndex={0} aria-label={label}>
          {all.slice(0, SHOWN)}
          {all.length > SHOWN && `\n… ${(all.length - SHOWN).toLocaleString('en')} more characters are in the file.`}
        </pre>
      )}
    </>
  );
}
