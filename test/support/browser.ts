import request from 'supertest';

/** What a browser does with our cookies: it keeps them and says which page a request comes from. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  /** The Set-Cookie headers of the last answer. */
  received: string[] = [];

  constructor(
    readonly url: string,
    private readonly headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ) {}

  get(path: string): Promise<request.Response> {
    return this.send('get', path);
  }
  post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<request.Response> {
    return this.send('post', path, body, headers);
  }
  put(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<request.Response> {
    return this.send('put', path, body, headers);
  }
  delete(path: string, headers: Record<string, string> = {}): Promise<request.Response> {
    return this.send('delete', path, undefined, headers);
  }

  signIn(email: string, password: string): Promise<request.Response> {
    return this.post('/api/v1/session', { email, password });
  }

  /** The value of a cookie. */
  cookie(name = 'loop_session'): string | undefined {
    return this.cookies.get(name);
  }

  /** Another browser, with copies of these cookies. */
  copy(headers = this.headers, url = this.url): Browser {
    const other = new Browser(url, headers);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  /** Sends one request; a cookie with an age of 0 is dropped. */
  async send(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<request.Response> {
    const sent = request(this.url)[method](path).redirects(0).set(this.headers).set(headers);
    if (this.cookies.size > 0)
      void sent.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await (body === undefined ? sent : sent.send(body));
    const set: unknown = answer.headers['set-cookie'];
    this.received = Array.isArray(set) ? set.map(String) : [];
    for (const line of this.received) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0\b/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}
