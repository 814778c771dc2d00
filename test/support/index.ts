export { startApp, type AppOptions, type TestApp } from './app.js';
export { Browser } from './browser.js';
export { TestClock } from './clock.js';
export { EventStream } from './event-stream.js';
export { eventually } from './eventually.js';
export { freePort, startRedis, type TestRedis } from './redis.js';
export { Listener } from './live.js';
