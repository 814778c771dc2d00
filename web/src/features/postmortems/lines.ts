/** A list as text: one item a line; what goes on within an item is indented. */
export function textOf(items: readonly string[]): string {
  return items.map((item) => item.replaceAll('\n', '\n  ')).join('\n');
}

/** The list that such a text says; empty lines between items say nothing. */
export function itemsOf(text: string): string[] {
  const items: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s/.test(line) && items.length > 0) items.push(`${items.pop() ?? ''}\n${line.replace(/^ {1,2}|^\t/, '')}`);
    else if (line.trim() !== '') items.push(line.trimEnd());
  }
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
