import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../platform/index.js';
import { cookieOf, SESSION_COOKIE, setCookie } from './cookies.js';
import { ownOrigin } from './own-origin.js';
import { SessionAuth, type KnownSession } from './session-auth.js';
import { LASTS_MS, SignInService } from './sign-in.service.js';

/** The session of one browser, as its cookie. */
@Injectable()
export class BrowserSessions {
  constructor(
    private readonly config: AppConfig,
    private readonly auth: SessionAuth,
    private readonly signIn: SignInService,
  ) {}

  /** Gives the browser its new session, and ends the one that it had. */
  async handOver(secret: string, request: FastifyRequest, reply: FastifyReply): Promise<KnownSession | null> {
    const had = cookieOf(request.headers.cookie, SESSION_COOKIE);
    const before = had === null ? null : await this.auth.known(had);
    if (before) await this.signIn.end(before);
    this.set(request, reply, secret, LASTS_MS / 1000);
    return this.auth.known(secret);
  }

  /** Ends the session of the browser, if it has one. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const known = await this.auth.find(request);
    if (known) await this.signIn.end(known);
    this.set(request, reply, '', 0);
  }

  private set(request: FastifyRequest, reply: FastifyReply, value: string, maxAgeSeconds: number): void {
    const secure = ownOrigin(request, this.config).startsWith('https:');
    void reply.header('cache-control', 'no-store');
    void reply.header('set-cookie', setCookie(SESSION_COOKIE, value, { secure, maxAgeSeconds }));
  }
}
