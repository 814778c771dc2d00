/** Builds server and web app where they are missing or older than their sources. */
export function ensureBuilt(): Promise<void>;
