import { createServer, type AddressInfo, type Server } from 'node:net';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../src/platform/index.js';

/** A message of PostgreSQL's protocol: type, length, body. */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const SHUTTING_DOWN = message(
  'E',
  Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0'),
);

let dying: Server;
beforeAll(async () => {
  dying = createServer((socket) => {
    socket.on('error', () => undefined);
    // All in one packet, as it comes in when this side is busy.
    socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, SHUTTING_DOWN])));
  });
  await new Promise<void>((resolve) => dying.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => dying.close(resolve)));

describe('a connection that the database ends in the moment it is made', () => {
  it('is an error of the query, never of the process', async () => {
    const { port } = dying.address() as AddressInfo;
    const source = new DataSource(dataSourceOptions(`postgres://loop:secret@127.0.0.1:${port}/loop`, 2));
    await expect(source.initialize()).rejects.toThrow(/terminat|not queryable|Connection/i);
  });
});
