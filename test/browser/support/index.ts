export { expectAccessible, expectFitsPhone, keepScreenshots } from './checks.js';
export { DESKTOP, PASSWORD, PHONE, signIn, Site, type Role, type Visitor } from './site.js';
