import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ensureBuilt } from '../../../bin/build.js';
import { startApp, type AppOptions, type TestApp } from '../../support/index.js';
import { startBrowser } from './chromium.js';

/** Generous, like the time of a whole test: what a page does is judged, not how busy the machine is. */
const STEP_MS = 40_000;

export type Role = 'viewer' | 'member' | 'responder' | 'admin';
export interface Visitor {
  key: string;
  email: string;
  password: string;
}

export const PASSWORD = 'correct horse battery';
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

interface OpenOptions {
  phone?: boolean;
  dark?: boolean;
}

/** The built web app on an application and database of its own, and a browser that looks at it. */
export class Site {
  private readonly contexts: BrowserContext[] = [];
  /** What pages complained about: script errors and refusals of the security policy. */
  readonly complaints: string[] = [];

  private constructor(
    readonly app: TestApp,
    private readonly browser: Browser,
  ) {}

  static async start(options: AppOptions = {}): Promise<Site> {
    await ensureBuilt();
    const [app, browser] = await Promise.all([startApp(options), startBrowser()]);
    return new Site(app, browser);
  }

  /** A person who can sign in. */
  async person(role: Role, key: string = role): Promise<Visitor> {
    const visitor = { key, email: `${key}@example.com`, password: PASSWORD };
    const put = await this.app
      .as()
      .put(`/api/v1/people/${key}`)
      .send({ name: key[0]?.toUpperCase() + key.slice(1), email: visitor.email, teams: [], role });
    if (put.status >= 300) throw new Error(`${put.status} ${put.text}`);
    const invited = await this.app.as().post(`/api/v1/people/${key}/invitation`);
    if (invited.status >= 300) throw new Error(`${invited.status} ${invited.text}`);
    const invitation = new URLSearchParams(new URL(String(invited.body.url)).hash.slice(1)).get('invitation');
    const accepted = await this.app.as('').post('/api/v1/session/invitation').send({ invitation, password: PASSWORD });
    if (accepted.status >= 300) throw new Error(`${accepted.status} ${accepted.text}`);
    return visitor;
  }

  /** A window of its own, as of another person at another desk. */
  async open({ phone = false, dark = false }: OpenOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.app.url,
      viewport: phone ? PHONE : DESKTOP,
      hasTouch: phone,
      isMobile: phone,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
    });
    context.setDefaultTimeout(STEP_MS);
    this.contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // Refused requests are part of the pages' work; everything else in red is not.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(message.text());
    });
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
    await this.browser.close();
    await this.app.close();
  }
}

/** Signs in by hand, as a person would, and waits for the first page. */
export async function signIn(
  page: Page,
  { email, password }: Pick<Visitor, 'email' | 'password'>,
  to = '/',
): Promise<void> {
  await page.goto(to === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(to)}`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
