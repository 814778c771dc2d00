import { defineEvent } from '../platform/index.js';

/** A person was created, changed, activated or deactivated. */
export const PersonChanged = defineEvent<{ person: string }>('identity.person-changed');
