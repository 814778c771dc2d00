import { Module } from '@nestjs/common';
import { ChangeServicesRepository } from './change-services.repository.js';
import { ChangeServices } from './change-services.service.js';
import { FactsController } from './facts.controller.js';
import { FactsReads } from './facts.reads.js';
import { FactsRepository } from './facts.repository.js';
import { FactsStream } from './facts-stream.service.js';
import { Facts } from './facts.service.js';
import { GithubController } from './receipts/github.controller.js';
import { GithubWebhooks } from './receipts/github-webhooks.js';
import { PatchRepository } from './receipts/patch.repository.js';
import { Patches } from './receipts/patches.service.js';
import { ReceiptsController } from './receipts/receipts.controller.js';
import { ReceiptsRepository } from './receipts/receipts.repository.js';
import { Receipts } from './receipts/receipts.service.js';
import { ServiceResolver } from './service-resolver.js';
import { GithubIntegration } from './webhook-secret/github.integration.js';
import { WebhookSecretController } from './webhook-secret/webhook-secret.controller.js';
import { WebhookSecretRepository } from './webhook-secret/webhook-secret.repository.js';
import { WebhookSecret } from './webhook-secret/webhook-secret.js';

@Module({
  controllers: [FactsController, ReceiptsController, GithubController, WebhookSecretController],
  providers: [
    FactsReads,
    Facts,
    FactsStream,
    FactsRepository,
    ChangeServices,
    ChangeServicesRepository,
    ServiceResolver,
    Receipts,
    ReceiptsRepository,
    Patches,
    PatchRepository,
    GithubWebhooks,
    GithubIntegration,
    WebhookSecret,
    WebhookSecretRepository,
  ],
  exports: [FactsReads],
})
export class IngestModule {}
