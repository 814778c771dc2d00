import { defineEvent } from '../platform/index.js';

/** A change was linked to an action; facts that came while it was being linked are looked at again. */
export const ActionLinked = defineEvent<{ action: string }>('postmortems.action-linked');
