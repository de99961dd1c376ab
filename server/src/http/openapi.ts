import { faultSentences } from "@anteroom/core/faults";
import { contract, type EndpointKey, takesImage } from "@anteroom/core/protocol";
import { toJSONSchema, type ZodType } from "zod";

const IMAGE = { "application/octet-stream": { schema: { type: "string", format: "binary", maxLength: 8_000_000, description: "PNG, JPEG, WebP, AVIF or GIF" } } };

/** OpenAPI 3.1 of the contract, made from the very schemas that parse the requests. */
export function openApi(publicUrl: string): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of Object.keys(contract) as EndpointKey[]) {
    const [method = "", path = ""] = endpoint.split(" ");
    const { who, summary, body, command } = contract[endpoint];
    const parameters = [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string", ...(name === "slug" || name === "section" ? {} : { format: "uuid" }) },
      })),
      ...(body && !command ? [{ name: "query", in: "query", style: "form", explode: true, schema: schemaOf(body) }] : []),
      ...(command
        ? [
            {
              name: "Idempotency-Key",
              in: "header",
              required: true,
              schema: { type: "string", minLength: 8, maxLength: 200 },
              description: "Made by the client for each command; a repeated request with the same key is done once.",
            },
          ]
        : []),
    ];
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: endpoint.replaceAll(/[^a-zA-Z]+/g, "-").replace(/-$/, ""),
        summary,
        description: `For: ${who}.`,
        tags: [path.split("/")[2] ?? "api"],
        ...(parameters.length ? { parameters } : {}),
        ...(body && command ? { requestBody: { required: true, content: takesImage(endpoint) ? IMAGE : { "application/json": { schema: schemaOf(body) } } } } : {}),
        ...(who === "anyone" || who === "anyoneOrMember" ? {} : { security: [{ [who === "member" ? "staff" : "visit"]: [] }] }),
        responses: {
          [path.endsWith("/visits") ? "201" : "200"]: { description: "Done", content: { "application/json": { schema: { type: "object" } } } },
          default: { description: "Refused, with the reason", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
        },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Anteroom",
      version: "0.1.0",
      description: "Everything the product's own pages do goes through this contract. Live changes come by the event stream at /api/stream.",
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { staff: { type: "apiKey", in: "cookie", name: "anteroom.session_token" }, visit: { type: "apiKey", in: "cookie", name: "anteroom_visit" } },
      schemas: {
        Problem: {
          type: "object",
          description: "RFC 9457 problem details",
          required: ["type", "status", "code", "title"],
          properties: {
            type: { type: "string" },
            status: { type: "integer" },
            code: { type: "string" },
            title: { type: "string" },
            fields: {
              type: "array",
              items: {
                type: "object",
                required: ["path", "code", "message"],
                properties: {
                  path: { type: "string" },
                  code: { type: "string", enum: Object.keys(faultSentences) },
                  values: { type: "object", additionalProperties: { type: "string" } },
                  message: { type: "string" },
                },
              },
            },
            names: { type: "array", items: { type: "string" } },
          },
        },
      },
    },
  };
}

function schemaOf(body: ZodType): object {
  return toJSONSchema(body, { io: "input", unrepresentable: "any" });
}
