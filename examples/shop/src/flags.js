// Flags by OpenFeature, from any server that speaks OFREP. Without one, each flag gives its default: the shop stays open.
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';

/** Longer than this no customer waits for a flag. */
const TIMEOUT_MS = 500;

/**
 * OFREP_URL: where flags are evaluated; OFREP_TOKEN: who asks; SHOP_INSTANCE: what this process is called there, so that
 * one can see which processes a flip has reached.
 *
 * @param {string} name What this client calls itself.
 */
export async function flagsOf(name) {
  const baseUrl = process.env.OFREP_URL;
  if (baseUrl !== undefined) {
    const headers = /** @type {[string, string][]} */ ([
      ['Authorization', `Bearer ${process.env.OFREP_TOKEN ?? ''}`],
      ['X-Loop-Instance', process.env.SHOP_INSTANCE ?? `${name}-${process.pid}`],
      ['X-Loop-Sdk', 'openfeature-server'],
    ]);
    await OpenFeature.setProviderAndWait(
      name,
      new OFREPProvider({ baseUrl, headers, fetchImplementation: impatientFetch }),
    );
  }
  return OpenFeature.getClient(name);
}

/** @type {typeof fetch} */
function impatientFetch(input, init) {
  return fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
}
