/** What an inject does, in words. */
export function doesText(does: object): string {
  const said = new Map<string, unknown>(Object.entries(does));
  const word = (name: string): string => {
    const value = said.get(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  switch (said.get('kind')) {
    case 'flip':
      return `Turns ${word('flag')} ${said.get('on') === true ? 'on' : 'off'}: done here by firing it`;
    case 'traffic':
      return `${word('perSecond')} requests a second, where the service runs`;
    case 'change':
      return `The change ${word('change')} is delivered`;
    case 'act':
      return word('detail');
    default:
      return '';
  }
}
