import type { FastifyInstance } from 'fastify';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Delivery Loop</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  body { max-width: 40rem; margin: 4rem auto; padding: 0 1.5rem; }
  code { font: 0.95em ui-monospace, monospace; }
  pre { padding: 1rem; white-space: pre-wrap; background: color-mix(in srgb, currentColor 7%, transparent); border-radius: 6px; }
</style>
<h1>Delivery Loop runs</h1>
<p>It takes facts, evaluates flags, pages whoever is on call, and answers CI. What it offers is described at
<a href="/api/docs">/api/docs</a>; whether its parts are well, at <a href="/readyz">/readyz</a>.</p>
<p>See the loop once, from a second terminal in the folder where it was started:</p>
<pre><code>npx loop demo --repo .</code></pre>
<p>Or begin with a service of your own:</p>
<pre><code>npx loop import git ../my-service --service my-service --create --team my-team
npx loop status</code></pre>
</html>
`;

/** What a browser sees at the bare address. */
export function registerLanding(fastify: FastifyInstance): void {
  fastify.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
}
