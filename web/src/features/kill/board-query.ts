import { api } from '../../api/client';

export const boardQuery = api.queryOptions('get', '/api/v1/kill-board', {});
