import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { openApiDocument, parseConfig } from '../platform/index.js';

/** The OpenAPI document of the product: its modules are looked at, not started. */
export async function apiDescription(): Promise<object> {
  const config = parseConfig({}, { api: true, worker: false });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return openApiDocument(app);
}
