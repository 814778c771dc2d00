/** A key for somebody of whom only the e-mail is known. */
export function keyFromEmail(email: string): string {
  const name = email.split('@')[0] ?? '';
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '');
  return plain.replace(/^[._-]+/, '').slice(0, 90) || 'person';
}

/** The key, or with the first number behind it that nobody has. */
export function freeKey(key: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}-${number}`)) number += 1;
  return `${key}-${number}`;
}
