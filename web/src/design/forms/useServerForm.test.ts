import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../api/problem';
import { placed } from './useServerForm';

const refusal = (...fields: string[]) =>
  new ProblemError(
    422,
    'invalid_input',
    'Invalid input',
    'Some fields are wrong.',
    fields.map((field) => ({ field, code: 'x', detail: `${field}!` })),
  );

describe('where a refusal is shown', () => {
  const values = { name: 'x', owner: 'team:a', environments: [{ key: '9' }], due: '' };

  it('stands at its field, also inside of a list', () => {
    const { atFields, general } = placed(refusal('name', 'environments[0].key'), values);
    expect(atFields).toEqual({ name: 'name!', 'environments.0.key': 'environments[0].key!' });
    expect(general).toBeNull();
  });

  it('stands at the field that stands for an object', () => {
    expect(placed(refusal('owner.team'), values).atFields).toEqual({ owner: 'owner.team!' });
  });

  it('says of a field that was left empty that it is required', () => {
    expect(placed(refusal('due'), values).atFields).toEqual({ due: 'is required' });
  });

  it('is said above the form where no field is to blame', () => {
    expect(placed(refusal(), values).general?.code).toBe('invalid_input');
    expect(placed(refusal('name', 'elsewhere'), values).general).not.toBeNull();
  });
});
