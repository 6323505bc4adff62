// The live page at `/`.
import type { FastifyInstance } from "fastify";
import { describe } from "../http/describe.ts";
import { livePage, livePageHeaders } from "../page/live-page.ts";

const NONCE_BYTES = 16;

export function pageRoutes(server: FastifyInstance, random: (length: number) => Uint8Array): void {
  server.get("/", describe("page", "The live page"), async (_request, reply) => {
    const nonce = Buffer.from(random(NONCE_BYTES)).toString("base64");
    return reply.headers(livePageHeaders(nonce)).send(livePage(nonce));
  });
}
