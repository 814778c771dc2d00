import { applyDecorators, type INestApplication, type Type } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
} from '@nestjs/swagger';

/** The description of the public API, OpenAPI 3.1. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Delivery Loop')
    .setDescription(
      'Feature flags with an owner and an end, an on-call kill switch, incidents and postmortems whose actions reach trunk, DORA metrics with their uncertainty, and guards for CI. Errors are application/problem+json (RFC 9457) with a stable `code`.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token; see POST /api/v1/tokens.' })
    .addCookieAuth('loop_session', {
      type: 'apiKey',
      in: 'cookie',
      description: 'A session; see POST /api/v1/session.',
    })
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** Describes a PUT that answers 201 where it created and 200 where it replaced, and that takes `IfMatch`. */
export function CreatesOrReplaces(type: Type): MethodDecorator {
  return applyDecorators(
    ApiHeader({ name: 'If-None-Match', required: false, description: '`*`: create, and replace nothing.' }),
    ApiOkResponse({ type, description: 'It was there already.' }),
    ApiCreatedResponse({ type, description: 'It is new.' }),
  );
}
