import type { IncomingFlag, IncomingItem } from '../../src/flags/exchange/domain/incoming.js';
import { framed, readDocument, recognise } from '../../src/flags/exchange/domain/recognise.js';

/** What an import reads out of a document, whatever its format. */
export const incomingItems = (body: unknown): IncomingItem[] => {
  const members = framed(body);
  const format = members === null ? null : recognise(members);
  if (members === null || format === null) throw new Error('not recognised');
  return [...(readDocument(format, members)?.items() ?? [])];
};

/** The first flag of a document. */
export const incomingFlag = (body: unknown): IncomingFlag => {
  const [item] = incomingItems(body);
  if (item === undefined || !('flag' in item)) throw new Error(JSON.stringify(item));
  return item.flag;
};

export const codesOfLosses = ({ losses }: IncomingFlag): string[] => losses.map(({ code }) => code);
