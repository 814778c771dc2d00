import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/index.js';

/** Where people reach this installation. */
@Injectable()
export class OwnAddress {
  constructor(private readonly config: AppConfig) {}

  of(path: string): string {
    const { publicUrl, host, port } = this.config;
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    return `${publicUrl ?? `http://${name}:${port}`}${path}`;
  }
}
