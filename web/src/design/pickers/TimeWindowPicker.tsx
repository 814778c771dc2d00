import { Button, Popover, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { shortTime } from '../time/instants';
import { viewerTimeZone } from '../time/now';
import { WINDOW_DAYS } from '../time/time-window';
import { useTimeWindow } from './useTimeWindow';

const CUSTOM = 'custom';
const zones = [...new Set([viewerTimeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** Last 7, 28 or 90 days, or any days, in any time zone. The choice lives in the address; read it with `useTimeWindow`. */
export function TimeWindowPicker({ defaultDays = 28 }: { defaultDays?: number }) {
  const [window, set] = useTimeWindow(defaultDays);
  const preset = WINDOW_DAYS.find((days) => days === window.days);
  const lastInstant = new Date(Date.parse(window.to) - 1);
  const range = `${shortTime(new Date(window.from), window.timeZone, 'date')} – ${shortTime(lastInstant, window.timeZone, 'date')}`;
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} aria-hidden="true" />}
          title={`${range}, ${window.timeZone}`}
        >
          {preset === undefined ? range : `Last ${preset} days`}
          {window.timeZone !== viewerTimeZone && ` · ${window.timeZone}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={300} aria-label="Time window">
        <Stack gap="md">
          <SegmentedControl
            aria-label="Time window"
            value={preset === undefined ? CUSTOM : String(preset)}
            onChange={(value) => set(value === CUSTOM ? { firstDay: window.firstDay } : { days: Number(value) })}
            data={[
              ...WINDOW_DAYS.map((days) => ({ value: String(days), label: `${days} d` })),
              { value: CUSTOM, label: 'Custom' },
            ]}
          />
          <TextInput
            type="date"
            label="First day"
            value={window.firstDay}
            max={window.lastDay}
            onChange={({ currentTarget: { value } }) => value !== '' && set({ firstDay: value })}
          />
          <TextInput
            type="date"
            label="Last day"
            value={window.lastDay}
            min={window.firstDay}
            onChange={({ currentTarget: { value } }) => value !== '' && set({ lastDay: value })}
          />
          <Select
            label="Time zone"
            searchable
            limit={40}
            allowDeselect={false}
            data={zones}
            value={window.timeZone}
            comboboxProps={{ withinPortal: false }}
            onChange={(zone) => zone !== null && set({ timeZone: zone })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
