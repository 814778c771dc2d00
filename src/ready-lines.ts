import type { AppConfig } from './platform/index.js';

/** What a start prints once everything is up. */
export function readyLines(
  config: AppConfig,
  port: number,
  madeToken: { token: string; file: string } | null,
  firstRun: boolean,
): string[] {
  const host =
    config.host === '0.0.0.0' || config.host === '::'
      ? 'localhost'
      : config.host.includes(':')
        ? `[${config.host}]`
        : config.host;
  const address = config.publicUrl ?? `http://${host}:${port}`;
  const lines = [`Delivery Loop is ready at ${address}`, `  API description: ${address}/api/docs`];
  if (madeToken) {
    lines.push(`  Admin token (shown only now, kept in ${madeToken.file}): ${madeToken.token}`);
  }
  if (firstRun) {
    const link = `${address}/welcome`;
    lines.push(
      madeToken
        ? `  Create the first admin: ${link}#token=${madeToken.token}`
        : `  Create the first admin, with the admin token: ${link}`,
    );
  }
  lines.push('  Try it: npx loop demo --repo .');
  return lines;
}
