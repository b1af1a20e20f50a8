// A client from npm does what a record system does with a goal; any answer that is not as it should be ends the walk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [installed, baseUrl] = process.argv.slice(2);
const { token, patient } = JSON.parse(readFileSync(0, "utf8"));
const home = join(installed, "node_modules/fhir-kit-client/dist/index.js");
const { Client, RESPONSE_KEY } = await import(pathToFileURL(home));

const headers = { authorization: `Bearer ${token}`, "nhn-source-system": "Example-EPJ 1.0" };
const client = new Client({ baseUrl, customHeaders: headers });
const resourceType = "Goal";

async function refused(promise, status) {
  const error = await promise.then(
    () => assert.fail(`There should have been a ${status}.`),
    (each) => each,
  );
  assert.equal(error.response?.status, status, error.message);
  assert.equal(error.response.data.resourceType, "OperationOutcome");
}

const said = await client.capabilityStatement();
assert.equal(said.fhirVersion, "4.0.1");
assert.ok(said.rest[0].resource.some((each) => each.type === resourceType));

const body = {
  resourceType,
  lifecycleStatus: "active",
  description: { text: "Gå til postkassen" },
  subject: { reference: `Patient/${patient}` },
};
const made = await client.create({ resourceType, body });
assert.equal(made.meta.versionId, "1");

const found = await client.search({ resourceType, searchParams: { patient: `Patient/${patient}`, _sort: "-_lastUpdated" } });
assert.equal(found.resourceType, "Bundle");
assert.ok(found.entry.some((each) => each.resource.id === made.id), "The new goal is not found.");

const changed = { ...made, description: { text: "Gå til naustet" } };
const match = (version) => ({ headers: { "if-match": `W/"${version}"` } });
const updated = await client.update({ resourceType, id: made.id, body: changed, options: match(1) });
assert.equal(updated.description.text, "Gå til naustet");
assert.equal(updated.meta.versionId, "2");
assert.equal(updated[RESPONSE_KEY]?.headers.get("etag") ?? 'W/"2"', 'W/"2"');
await refused(client.update({ resourceType, id: made.id, body: changed, options: match(1) }), 412);

const read = await client.read({ resourceType, id: made.id });
assert.equal(read.description.text, "Gå til naustet");
const first = await client.vread({ resourceType, id: made.id, version: "1" });
assert.equal(first.description.text, "Gå til postkassen");
const history = await client.history({ resourceType, id: made.id });
assert.deepEqual(history.entry.map((each) => each.resource.meta.versionId), ["2", "1"]);

await client.delete({ resourceType, id: made.id });
await refused(client.read({ resourceType, id: made.id }), 410);
process.stdout.write("walked");
