import { VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent, type RefObject } from 'react';
import { Link, useNavigate } from 'react-router';
import { useShortcut } from '../keyboard/shortcuts';
import { usePrinting } from '../usePrinting';
import type { DataTableProps, Order } from './columns';
import { SelectAll, SelectRow } from './SelectBox';
import classes from './DataTable.module.css';

const ROW_PX = 41;
const SPARE_ROWS = 12;

/** Rows as a real table of which only what is near the window is in the page. */
export function Rows<Row>({ list, label, columns, rowKey, rowTo, order, selection }: DataTableProps<Row>) {
  const table = useRef<HTMLTableElement>(null);
  const printing = usePrinting();
  const virtual = useWindowVirtualizer({
    count: list.items.length,
    estimateSize: () => ROW_PX,
    overscan: SPARE_ROWS,
    scrollMargin: useTop(table),
  });
  const focused = useRowKeys(table, list.items.length, (index) => virtual.scrollToIndex(index));
  const navigate = useNavigate();

  const near = virtual.getVirtualItems();
  const first = printing ? 0 : (near[0]?.index ?? 0);
  const last = printing ? list.items.length - 1 : (near.at(-1)?.index ?? -1);
  useEffect(() => {
    if (!printing && last >= list.items.length - SPARE_ROWS) list.loadMore();
  }, [printing, last, list]);

  const open = (event: MouseEvent, to: string | undefined): void => {
    const own = event.target instanceof Element && event.target.closest('a, button, input, label');
    if (to === undefined || own || getSelection()?.toString()) return;
    if (event.metaKey || event.ctrlKey) window.open(to, '_blank');
    else void navigate(to);
  };

  const width = columns.length + (selection ? 1 : 0);
  const count = list.total ?? (list.hasMore ? null : list.items.length);
  return (
    <div className={classes.frame}>
      <table ref={table} className={classes.table} aria-label={label} aria-rowcount={count === null ? -1 : count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {selection && (
              <th scope="col" className={classes.box}>
                <SelectAll selection={selection} keys={list.items.map(rowKey)} />
              </th>
            )}
            {columns.map(({ key, header, width, align, sort, action }) => (
              <th key={key} scope="col" style={{ width }} data-align={align} aria-sort={sortOf(order, sort)}>
                {sort !== undefined && order ? (
                  <SortButton order={order} by={sort} header={header} />
                ) : (
                  <Word header={header} action={action} />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer px={first * ROW_PX} columns={width} />
          {list.items.slice(first, last + 1).map((row, offset) => {
            const index = first + offset;
            const to = rowTo?.(row);
            // The link in the row serves keyboards and readers; a click anywhere in the row is a convenience of the mouse.
            return (
              <tr
                key={rowKey(row)}
                data-index={index}
                data-opens={to !== undefined || undefined}
                aria-rowindex={index + 2}
                onClick={(event) => open(event, to)}
                onFocus={() => focused(index)}
              >
                {selection && (
                  <td className={classes.box}>
                    <SelectRow selection={selection} row={row} rowKey={rowKey(row)} />
                  </td>
                )}
                {columns.map(({ key, align, cell }, position) => (
                  <td key={key} data-align={align}>
                    {position === 0 && to !== undefined ? (
                      <Link to={to} data-row-link className={classes.title}>
                        {cell(row)}
                      </Link>
                    ) : (
                      cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer px={(list.items.length - 1 - last) * ROW_PX} columns={width} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ px, columns }: { px: number; columns: number }) {
  if (px <= 0) return null;
  return (
    <tr aria-hidden="true" className={classes.spacer}>
      <td colSpan={columns} style={{ height: px }} />
    </tr>
  );
}

/** Buttons say by themselves what they do; only readers are told what their column is. */
function Word({ header, action }: { header: string; action: boolean | undefined }) {
  return action === true ? <VisuallyHidden>{header}</VisuallyHidden> : header;
}

function SortButton({ order, by, header }: { order: Order; by: string; header: string }) {
  const up = order.by === by;
  const down = order.by === `-${by}`;
  return (
    <button type="button" className={classes.sort} onClick={() => order.onChange(up ? `-${by}` : by)}>
      {header}
      {up && <IconArrowUp size={14} aria-hidden="true" />}
      {down && <IconArrowDown size={14} aria-hidden="true" />}
    </button>
  );
}

function sortOf(order: Order | undefined, by: string | undefined): 'ascending' | 'descending' | undefined {
  if (order === undefined || by === undefined) return undefined;
  if (order.by === by) return 'ascending';
  return order.by === `-${by}` ? 'descending' : undefined;
}

/** How far down the page the table begins: the virtualizer counts from there. */
function useTop(table: RefObject<HTMLTableElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (table.current) setTop(table.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [table]);
  return top;
}

/** j and k go through the rows by their links; returns what to call when a row has the focus. */
function useRowKeys(
  table: RefObject<HTMLTableElement | null>,
  count: number,
  scrollTo: (index: number) => void,
): (index: number) => void {
  const at = useRef(-1);
  const go = (step: number): void => {
    const next = Math.max(0, Math.min(count - 1, at.current + step));
    at.current = next;
    const link = (): HTMLElement | null =>
      table.current?.querySelector<HTMLElement>(`tr[data-index="${next}"] [data-row-link]`) ?? null;
    if (link() === null) scrollTo(next);
    requestAnimationFrame(() => {
      link()?.focus({ preventScroll: true });
      link()?.scrollIntoView({ block: 'nearest' });
    });
  };
  useShortcut({ keys: 'j', label: 'Next row', group: 'Lists' }, () => go(1));
  useShortcut({ keys: 'k', label: 'Row before', group: 'Lists' }, () => go(-1));
  return (index) => {
    at.current = index;
  };
}
