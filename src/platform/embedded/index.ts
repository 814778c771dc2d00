export interface EmbeddedOptions {
  dataDir: string;
  needPostgres: boolean;
  needRedis: boolean;
  log: (line: string) => void;
  onExit: (why: string) => void;
  fsync?: boolean;
}

export interface Embedded {
  databaseUrl: string | null;
  redisUrl: string | null;
  dataDir: string;
  stop(): Promise<void>;
}

export async function startEmbedded(_options: EmbeddedOptions): Promise<Embedded> {
  throw new Error('not here yet');
}
