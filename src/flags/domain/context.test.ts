import { describe, expect, it } from 'vitest';
import { contextOf } from './context.js';

describe('the context of an OFREP request', () => {
  it('is taken with all its attributes', () => {
    expect(contextOf({ context: { targetingKey: 'u', plan: 'pro' } })).toEqual({
      context: { targetingKey: 'u', plan: 'pro' },
    });
  });

  it.each([
    [undefined, 'INVALID_CONTEXT'],
    [null, 'INVALID_CONTEXT'],
    [[], 'INVALID_CONTEXT'],
    [{}, 'INVALID_CONTEXT'],
    [{ context: 'x' }, 'INVALID_CONTEXT'],
    [{ context: [] }, 'INVALID_CONTEXT'],
    [{ context: {} }, 'TARGETING_KEY_MISSING'],
    [{ context: { targetingKey: '' } }, 'TARGETING_KEY_MISSING'],
    [{ context: { targetingKey: 7 } }, 'INVALID_CONTEXT'],
  ])('%j: %s', (body, errorCode) => {
    expect(contextOf(body)).toMatchObject({ errorCode });
  });
});
