import Table from 'cli-table3';
import pc from 'picocolors';

/** A table in the colours that the terminal takes (none where it is no terminal), without lines between its rows. */
export function tableOf(head: string[], rows: string[][], widths?: number[]): string {
  const table = new Table({
    head: head.map((title) => pc.bold(title)),
    // The library would colour by itself, also into a file.
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    wordWrap: true,
    ...(widths === undefined ? {} : { colWidths: widths }),
  });
  table.push(...rows);
  return table.toString();
}
