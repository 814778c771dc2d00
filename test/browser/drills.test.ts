import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/index.js';
import { expectAccessible, expectFitsPhone, keepScreenshots, signIn, Site, type Visitor } from './support/index.js';

let site: Site;
let facilitator: Visitor;
let responder: Visitor;
let viewer: Visitor;

const SCENARIO = `scenario: prices-go-wrong
title: Prices go wrong behind a flag
service: shop
environment: production
flag: pricing-new
roles:
  facilitator: Start the run, make the release happen, end it when the service is well again.
  responder: You are on call. Answer the page, find what changed, take it back.
  observer: Watch, and write down what you notice. You do not help.
steadyState:
  goodRatio: 0.99
  samples: 20
  latencyMillis: 500
steps:
  - id: acknowledge
    title: Acknowledge the page
    role: responder
    detail: Say that you are on it.
  - id: kill
    title: Kill the flag
    role: responder
    detail: Turn it off on the kill board and name the incident.
injects:
  - id: release
    title: The new prices are released
    atSeconds: 30
    does:
      kind: flip
      flag: pricing-new
      on: true
  - id: traffic
    title: Traffic doubles
    atSeconds: 60
    does:
      kind: traffic
      perSecond: 40
signals:
  - id: incident
    title: An incident is declared
    after: release
    withinSeconds: 300
    signal: incident
limits:
  acknowledgeSeconds: 300
  flipReachSeconds: 10
  recoverySeconds: 600
  goodSamples: 20
  postmortemSeconds: 172800
  runSeconds: 3600
cleanup:
  - kind: flip
    flag: pricing-new
    on: false
  - kind: resolve_incidents
`;

beforeAll(async () => {
  site = await Site.start();
  const { app } = site;
  await app.service({ key: 'shop', team: 'payments' });
  facilitator = await site.person('responder', 'fay');
  responder = await site.person('responder', 'rex');
  viewer = await site.person('viewer', 'vic');
  const rotation = { period: 'weekly', handoff: '09:00', anchor: '2026-11-16', people: ['rex'] };
  await app.as().put('/api/v1/schedules/payments').send({ team: 'payments', timezone: 'UTC', rotation }).expect(201);
  const flag = { key: 'pricing-new', name: 'New prices', kind: 'ops', service: 'shop', owner: { team: 'payments' } };
  await app.as().post('/api/v1/flags').send(flag).expect(201);
});
afterAll(() => site?.close());

const section = (page: Page, name: string) => page.getByRole('region', { name });

describe('a drill by people', () => {
  it('goes from a scenario over a surprise to its end, each seeing their part', async () => {
    const page = await site.open();
    await signIn(page, facilitator, '/drills');
    await page.getByText('No drill yet').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Scenarios' }).click();
    await page.getByText('No scenario yet').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'New scenario' }).first().click();

    const yaml = page.getByRole('textbox', { name: 'Scenario in YAML' });
    await yaml.fill(SCENARIO.replace('atSeconds: 60', 'atSeconds: soon').replace('signal: incident', 'signal: smoke'));
    await page.getByRole('button', { name: 'Save' }).click();
    const faults = page.getByRole('main').getByRole('alert').filter({ hasText: 'cannot be played' });
    await faults.waitFor();
    expect(await faults.getByRole('listitem').count()).toBe(2);
    const line = SCENARIO.split('\n').indexOf('    atSeconds: 60') + 1;
    await faults.getByRole('button', { name: `Line ${line}` }).click();
    const picked = await page.evaluate<string>('String(getSelection())');
    expect(picked.trim()).toBe('atSeconds: soon');
    await expectAccessible(page);
    await keepScreenshots(page, 'drill-scenario-faults');
    await yaml.fill(SCENARIO);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Prices go wrong behind a flag' }).waitFor();
    await page.getByRole('link', { name: 'Plan a drill' }).click();

    const dialog = page.getByRole('dialog', { name: 'Plan a drill' });
    await dialog.getByRole('switch', { name: 'A surprise' }).check();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Plan', exact: true }).click();
    await page.waitForURL(/\/drills\/[\w-]+$/);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await section(page, 'Facilitator’s brief').getByText('Start the run, make the release happen').waitFor();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('on the clock').waitFor();

    const other = await site.open();
    await signIn(other, responder, `/drills/${id}`);
    await section(other, 'Responder’s brief').getByText('You are on call.').waitFor();
    await other.getByText('This one is a surprise').waitFor();
    expect(await section(other, 'What happens').getByText('Nothing has happened yet.').count()).toBe(1);
    await other.getByText('Facilitator', { exact: true }).first().click();
    await other.getByRole('alert').filter({ hasText: 'to its facilitator alone' }).waitFor();
    await other.getByText('Responder', { exact: true }).first().click();

    await page.getByRole('button', { name: 'Fire The new prices are released' }).click();
    await section(page, 'What happens').getByText('Happened').waitFor();
    await section(other, 'What happens').getByText('The new prices are released').waitFor();
    expect(await section(other, 'What happens').getByText('Traffic doubles').count()).toBe(0);
    await section(page, 'What must be seen').getByText('Awaited').waitFor();
    await keepScreenshots(page, 'drill-run');

    await other.getByRole('link', { name: 'Declare the incident' }).click();
    const declare = other.getByRole('dialog', { name: 'Declare the drill’s incident' });
    await declare.getByLabel('What is wrong?').fill('Prices are wrong');
    await declare.getByRole('button', { name: 'Declare', exact: true }).click();
    await other.getByRole('heading', { name: 'Prices are wrong' }).waitFor();
    await section(page, 'What must be seen').getByText('Seen in time').waitFor();
    const incident = await site.app.as().get(`/api/v1/incidents/${new URL(other.url()).pathname.split('/').at(-1)}`);
    expect(incident.body).toMatchObject({ drill: true, drillRun: id });

    await other.goto('/kill');
    await other.getByRole('button', { name: /^on\s*New prices/ }).click();
    const sheet = other.getByRole('dialog');
    await sheet.getByRole('radio', { name: /Prices are wrong \(drill\)/ }).check();
    await sheet.getByRole('button', { name: 'Wrong results' }).click();
    await sheet.getByRole('button', { name: 'Turn off in production' }).click();
    await sheet.getByRole('heading', { name: 'New prices is off in production' }).waitFor();
    const flips = await site.app.sql(`select kill, drill_run as run from flips where flag = 'pricing-new' order by at`);
    expect(flips).toEqual([
      { kill: false, run: id },
      { kill: true, run: id },
    ]);

    await page.getByRole('textbox', { name: 'Note' }).fill('Nobody looked at the chart.');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.getByRole('log', { name: 'Notes' }).getByText('Nobody looked at the chart.').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('the clock stands at').waitFor();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Abort …' }).click();
    const abort = page.getByRole('dialog', { name: 'Abort the drill?' });
    await abort.getByRole('textbox', { name: 'Reason' }).fill('A real incident began');
    await abort.getByRole('button', { name: 'Abort the drill' }).click();
    await section(page, 'How it ended').getByText('Turn pricing-new off in production').waitFor();
    await eventually(async () => {
      const { body } = await site.app.as().get('/api/v1/flags/pricing-new');
      expect(body.environments.production.on).toBe(false);
    });
    await expectAccessible(page);
    await keepScreenshots(page, 'drill-aborted');

    await page.getByRole('main').getByRole('link', { name: 'Report', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Report: Prices go wrong behind a flag' }).waitFor();
    await page.getByText('Not proved').waitFor();
    await section(page, 'Checks').getByText('Failed').first().waitFor();
    await section(page, 'Notes').getByText('Nobody looked at the chart.').waitFor();
    expect(await page.getByRole('link', { name: 'Signed bundle' }).getAttribute('href')).toBe(
      `/api/v1/drills/${id}/bundle`,
    );
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Markdown' }).click();
    expect((await saved).suggestedFilename()).toBe(`drill-${id}.md`);
    await expectAccessible(page);
    await keepScreenshots(page, 'drill-report');
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.goto('/drills');
    await page.getByRole('link', { name: 'Prices go wrong behind a flag' }).waitFor();
    await page.getByRole('main').getByText('Aborted').first().waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'drills');
    await expectFitsPhone(page);
    expect(site.complaints).toEqual([]);
  });

  it('comes again by a schedule', async () => {
    const page = await site.open();
    await signIn(page, facilitator, '/drills/schedules');
    await page.getByText('No drill comes again yet').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'New schedule' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New drill schedule' });
    await dialog.getByLabel('Key').fill('monthly-prices');
    await dialog.getByRole('combobox', { name: 'Scenario' }).fill('prices');
    await page.getByRole('option', { name: 'Prices go wrong' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The first Tuesday of each month at 10:00 (Europe/Berlin)').waitFor();
    await expectAccessible(page);
    await keepScreenshots(page, 'drill-schedules');
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'End monthly-prices' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the schedule' }).click();
    await page.getByText('No drill comes again yet').waitFor();
    expect(site.complaints).toEqual([]);
  });

  it('is read by whoever may not act in it', async () => {
    const page = await site.open({ phone: true });
    await signIn(page, viewer, '/drills');
    await page.getByText('Prices go wrong behind a flag').first().click();
    await section(page, 'Observer’s brief').getByText('Watch, and write down').waitFor();
    expect(await page.getByRole('button', { name: /Start|Abort|Fire/ }).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'Note' }).count()).toBe(0);
    await expectFitsPhone(page);
  });
});

describe('the numbers', () => {
  it('leave drills out unless the address asks for them', async () => {
    const { app } = site;
    const deployment = (id: string) => ({
      kind: 'deployment',
      id,
      service: 'shop',
      environment: 'production',
      status: 'success',
      finishedAt: app.clock.now().toISOString(),
    });
    await app.facts([deployment('real')]);
    const drilled = [deployment('drilled'), deployment('drilled-again')];
    await app.as().post('/api/v1/facts').set('X-Loop-Drill', 'run-1').send({ facts: drilled }).expect(200);
    await app.settled();
    const page = await site.open();
    await signIn(page, viewer, '/dora?service=shop');
    await page.getByRole('combobox', { name: 'Drills' }).waitFor();
    await page.getByText('1 deployment', { exact: false }).first().waitFor();
    await page.getByRole('combobox', { name: 'Drills' }).click();
    await page.getByRole('option', { name: 'With drills' }).click();
    await page.waitForURL(/drills=include/);
    await page.getByText('shop, production, with drills').waitFor();
    await page.getByText('3 deployments', { exact: false }).first().waitFor();
    await expectAccessible(page);
    await page.goto('/dora?service=shop&drill=run-1');
    await page.getByText('drill run-1 alone').waitFor();
    await page.getByText('2 deployments', { exact: false }).first().waitFor();
    expect(site.complaints).toEqual([]);
  });
});
