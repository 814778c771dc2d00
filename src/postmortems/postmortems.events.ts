import { defineEvent } from '../platform/index.js';

/** A change was linked to an action; facts that came while it was being linked are looked at again. */
export const ActionLinked = defineEvent<{ action: string }>('postmortems.action-linked');

/** Other checks than before block the changes of a repository. */
export const BlockingChecksChanged = defineEvent<{ repository: string }>('postmortems.blocking-checks-changed');
