import { defineEvent } from '../platform/index.js';

/** A service is new, or its team, repository, path prefix or environments changed. */
export const CatalogChanged = defineEvent<{ service: string }>('catalog.changed');
