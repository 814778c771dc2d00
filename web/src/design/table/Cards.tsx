import { VisuallyHidden } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { usePrinting } from '../usePrinting';
import type { DataTableProps } from './columns';
import classes from './DataTable.module.css';
import { SelectRow } from './SelectBox';

const CARD_PX = 96;
const SPARE_CARDS = 6;

/** The same rows where there is no room for columns. */
export function Cards<Row>({ list, label, columns, rowKey, rowTo, selection }: DataTableProps<Row>) {
  const [title, ...rest] = columns;
  const frame = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const printing = usePrinting();
  useLayoutEffect(() => {
    if (frame.current) setTop(frame.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: list.items.length,
    estimateSize: () => CARD_PX,
    overscan: SPARE_CARDS,
    scrollMargin: top,
  });
  const near = virtual.getVirtualItems();
  const first = printing ? 0 : (near[0]?.index ?? 0);
  const last = printing ? list.items.length - 1 : (near.at(-1)?.index ?? -1);
  useEffect(() => {
    if (!printing && last >= list.items.length - SPARE_CARDS) list.loadMore();
  }, [printing, last, list]);
  if (title === undefined) return null;

  const above = printing ? 0 : (near[0]?.start ?? top) - top;
  const below = printing ? 0 : virtual.getTotalSize() - ((near.at(-1)?.end ?? top) - top);
  return (
    <ul ref={frame} className={classes.cards} aria-label={label} style={{ paddingBlock: `${above}px ${below}px` }}>
      {list.items.slice(first, last + 1).map((row, offset) => {
        const to = rowTo?.(row);
        return (
          <li key={rowKey(row)} ref={virtual.measureElement} data-index={first + offset} className={classes.card}>
            {selection && (
              <div className={classes.cardBox}>
                <SelectRow selection={selection} row={row} rowKey={rowKey(row)} />
              </div>
            )}
            <div className={classes.head}>
              {to === undefined ? (
                title.cell(row)
              ) : (
                <Link to={to} className={classes.stretched}>
                  {title.cell(row)}
                </Link>
              )}
            </div>
            <dl>
              {rest
                .filter((column) => column.wide !== true)
                .map(({ key, header, cell, action }) => (
                  <div key={key}>
                    <dt>{action === true ? <VisuallyHidden>{header}</VisuallyHidden> : header}</dt>
                    <dd>{cell(row)}</dd>
                  </div>
                ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
