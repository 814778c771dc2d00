import { client, type Schemas } from '../../api/client';

export type Integration = Schemas['IntegrationView'];
export type Tested = Schemas['IntegrationTest'];

export const INTEGRATIONS_PATH = '/api/v1/integrations';
const GITHUB = '/api/v1/integrations/github';

export async function putGithubSecret(secret: string): Promise<void> {
  await client.PUT(GITHUB, { body: { secret } });
}

export async function forgetGithubSecret(): Promise<void> {
  await client.DELETE(GITHUB);
}

/** Really tries it; what fails is told in words, not thrown. */
export async function testIntegration(key: string): Promise<Tested | undefined> {
  const { data } = await client.POST('/api/v1/integrations/{key}/test', { params: { path: { key } } });
  return data;
}
