/**
 * Imported first by every process of the product: React, Express and others look at NODE_ENV as they
 * load, and take anything but "production" for a developer's machine.
 */
process.env["NODE_ENV"] ??= "production";
