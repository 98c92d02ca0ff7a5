import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { answer } from "./server.ts";

// What the real server sends with the console: nothing inline, nothing from elsewhere.
const POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** Serves the mock API beside the console, in development and in `vite preview`. */
export function mockApi(): Plugin {
  return {
    name: "covey-mock-api",
    configureServer: (server) => void server.middlewares.use(serve),
    configurePreviewServer: (server) =>
      void server.middlewares.use((req, res, next) => {
        res.setHeader("Content-Security-Policy", POLICY);
        serve(req, res, next);
      }),
  };
}

function serve(req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void {
  answer(req, res).then((taken) => {
    if (!taken) {
      next();
    }
  }, next);
}
