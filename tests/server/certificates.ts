import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface TestCertificates {
  /** The authority that issued the others, to be trusted by a test or not. */
  readonly authority: string;
  /** Good for `host`. */
  readonly good: KeyAndCertificate;
  readonly expired: KeyAndCertificate;
  readonly notYetValid: KeyAndCertificate;
  /** Good, for another host. */
  readonly otherHost: KeyAndCertificate;
  readonly selfSigned: KeyAndCertificate;
}

/** Makes certificates for `host` with openssl, in a folder that is gone afterwards. */
export function makeCertificates(host: string): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), "certificates-"));
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  };
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const read = (name: string): KeyAndCertificate => ({
    key: readFileSync(join(folder, `${name}.key`), "utf8"),
    cert: readFileSync(join(folder, `${name}.pem`), "utf8"),
  });
  const issue = (name: string, subject: string, start: string, end: string): KeyAndCertificate => {
    writeFileSync(join(folder, "names.txt"), `subjectAltName=DNS:${subject}\n`);
    openssl("req", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${subject}`);
    openssl(
      ...["ca", "-batch", "-config", "ca.cnf", "-notext", "-in", `${name}.csr`, "-out", `${name}.pem`],
      ...["-startdate", start, "-enddate", end, "-extfile", "names.txt"],
    );
    return read(name);
  };
  try {
    mkdirSync(join(folder, "new"));
    writeFileSync(join(folder, "index.txt"), "");
    writeFileSync(join(folder, "serial"), "1000\n");
    writeFileSync(join(folder, "ca.cnf"), configuration);
    openssl(
      "req",
      "-x509",
      ...newKey,
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
      "-days",
      "30",
      "-subj",
      "/CN=Test authority",
    );
    openssl(
      ...["req", "-x509", ...newKey, "-keyout", "self.key", "-out", "self.pem", "-days", "30"],
      ...["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`],
    );
    return {
      authority: readFileSync(join(folder, "ca.pem"), "utf8"),
      good: issue("good", host, "20200101000000Z", "20490101000000Z"),
      expired: issue("expired", host, "20200101000000Z", "20210101000000Z"),
      notYetValid: issue("early", host, "20480101000000Z", "20490101000000Z"),
      otherHost: issue("other", "other.example.org", "20200101000000Z", "20490101000000Z"),
      selfSigned: read("self"),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const configuration = `
[ca]
default_ca = this
[this]
dir = .
new_certs_dir = ./new
database = ./index.txt
serial = ./serial
certificate = ./ca.pem
private_key = ./ca.key
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`;
