// The readers of bench/streams.js in a process of their own: they take what comes and note when each heard of which revision.
// They are plain sockets: what a reader costs is its own machine's, and here it shares the processors with the servers.
import { connect } from 'node:net';

const AT_ONCE = 50;
/** `heard` of each revision: how many heard of it, and when each did. */
const heard = new Map();
const sockets = [];

process.on('message', ({ ask, ...rest }) => void answer(ask, rest));
process.once('disconnect', () => process.exit());

async function answer(ask, { url, token, count }) {
  if (ask === 'open') {
    for (let left = count; left > 0; left -= AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, () => open(new URL(url), token)));
    process.send({ opened: sockets.length });
  } else if (ask === 'times') process.send({ times: [...heard] });
}

function open({ hostname, port }, token) {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      if (!chunk.toString('latin1').startsWith('HTTP/1.1 200')) return reject(new Error('A stream was refused'));
      socket.on('data', note);
      return resolve();
    });
    socket.once('close', () => reject(new Error('A stream was ended')));
    socket.write(
      `GET /api/v1/flag-changes/production HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n\r\n`,
    );
    sockets.push(socket);
  });
}

/** An event is so short that it comes in one piece. */
function note(chunk) {
  const now = milliseconds();
  for (const [, id] of chunk.toString('latin1').matchAll(/^id: (\d+)$/gm)) {
    const revision = Number(id);
    const times = heard.get(revision);
    if (times === undefined) heard.set(revision, [now]);
    else times.push(now);
    if (heard.get(revision).length === sockets.length) process.send({ all: revision });
  }
}

/** The machine's clock, which all of its processes share. */
function milliseconds() {
  return Number(process.hrtime.bigint()) / 1e6;
}
