import { createServer as createHttp, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import { createServer as createNet, type AddressInfo, type Server as NetServer } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  raw: string;
  body: Record<string, unknown>;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What is answered from now on: a status, or nothing at all. */
  answer: number | 'nothing';
  close(): Promise<void>;
}

/** A pager's end: a real HTTP server that keeps what it was sent. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      received.push({ path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw) });
      if (receiver.answer === 'nothing') return;
      response
        .writeHead(receiver.answer, receiver.answer >= 300 ? { location: `${receiver.url}/elsewhere` } : {})
        .end('ok');
    });
  });
  const port = await listen(server);
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: 200,
    close: () => {
      server.closeAllConnections();
      return closed(server);
    },
  };
  return receiver;
}

export interface MailSink {
  readonly url: string;
  readonly mails: string[];
  close(): Promise<void>;
}

/** A mail server that takes everything. */
export async function startMailSink(): Promise<MailSink> {
  const mails: string[] = [];
  const server = createNet((socket) => {
    let text = '';
    let inMail = false;
    socket.write('220 sink ESMTP\r\n');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      for (;;) {
        const end = text.indexOf(inMail ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const part = text.slice(0, end);
        text = text.slice(end + (inMail ? 5 : 2));
        if (inMail) {
          mails.push(part);
          inMail = false;
          socket.write('250 kept\r\n');
        } else if (/^DATA/i.test(part)) {
          inMail = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(part)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  const port = await listen(server);
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => closed(server) };
}

function listen(server: HttpServer | NetServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: HttpServer | NetServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
