import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ADMIN_TOKEN_FILE = 'admin-token';

/**
 * The first admin token: the one of the settings, else the one kept in the data folder (mode 600), else a new one that is
 * kept there. `made` says that it was made now, and so is to be printed once.
 */
export function adminTokenOf(setting: string | null, dataDir: string): { token: string; made: boolean; file: string } {
  const file = join(dataDir, ADMIN_TOKEN_FILE);
  if (setting !== null) return { token: setting, made: false, file };
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept.length >= 16) return { token: kept, made: false, file };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const token = `loop_${randomBytes(24).toString('base64url')}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return { token, made: true, file };
}
