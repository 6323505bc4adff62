// Short forms for describing a route in the OpenAPI page.

type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: "string" };
export const number: Schema = { type: "number" };
export const flag: Schema = { type: "boolean" };
export const anything: Schema = {};

export function object(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }) };
}

export function list(items: Schema): Schema {
  return { type: "array", items };
}

export function oneOf(...values: readonly string[]): Schema {
  return { type: "string", enum: values };
}

const error: Schema = object({ error: object({ code: text, message: text }, ["code", "message"]) }, ["error"]);

interface Description {
  readonly body?: Schema;
  readonly query?: readonly string[];
  readonly answer?: Schema;
}

/** `query` names optional parameters. Every key is a bearer key unless the route is public. */
export function describe(tag: string, summary: string, { body, query, answer }: Description = {}): { schema: Record<string, unknown> } {
  return {
    schema: {
      tags: [tag],
      summary,
      ...(body === undefined ? {} : { body }),
      ...(query === undefined ? {} : { querystring: object(Object.fromEntries(query.map((name) => [name, text]))) }),
      response: { 200: answer ?? object({}), 401: error, 403: error },
    },
  };
}
