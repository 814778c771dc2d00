import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem.js';

export type ErrorShape = (problem: Problem, request: FastifyRequest) => { status: number; body: object };

/** Paths that belong to another standard answer errors in that standard's shape. */
@Injectable()
export class ErrorShapes {
  private readonly shapes: { prefix: string; shape: ErrorShape }[] = [];

  register(prefix: string, shape: ErrorShape): void {
    this.shapes.push({ prefix, shape });
  }

  of(path: string): ErrorShape | null {
    return this.shapes.find(({ prefix }) => path.startsWith(prefix))?.shape ?? null;
  }
}
