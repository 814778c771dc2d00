import type { ReactNode } from 'react';
import type { List } from '../../api/pages';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The same as plain text, for CSV. */
  text: (row: Row) => string;
  /** Width as CSS: "9rem", "30%". Columns without one share the rest. */
  width?: string;
  /** Numbers stand at the end. */
  align?: 'end';
  /** What the server calls the order by this column. */
  sort?: string;
  /** Not on the cards of a phone, but in the table and the CSV. */
  wide?: boolean;
  /** In the CSV alone. */
  csvOnly?: boolean;
  /** A button: not in the CSV, and without a word above it. */
  action?: boolean;
}

/** An order as servers write it: "updatedAt", or "-updatedAt" for the last first. */
export interface Order {
  by: string;
  onChange: (by: string) => void;
}

/** Rows ticked by their keys, for what is done to many at once. */
export interface Selection<Row> {
  keys: ReadonlySet<string>;
  onChange: (keys: ReadonlySet<string>) => void;
  /** What a reader hears at the row's box: "Select" and this. */
  nameOf: (row: Row) => string;
}

export interface DataTableProps<Row> {
  /** What the rows are: "Flags". Names the table and its CSV file. */
  label: string;
  list: List<Row>;
  /** The first column is the row's title: on phones it heads the card. */
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Where a row leads, if anywhere; the first column becomes the link. */
  rowTo?: (row: Row) => string | undefined;
  /** What stands in the place of no rows; give a filtered and an empty version. */
  empty?: ReactNode;
  order?: Order;
  selection?: Selection<Row>;
  /** Filters of the table, before the count and the CSV button. */
  toolbar?: ReactNode;
}
