/* global version, files -- written above by the build */
// Serves the page itself from the device. Nothing of the API is ever kept here: what people wrote stays out of caches.

const cacheName = `transform-${version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const forgetOthers = caches
    .keys()
    .then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))));
  event.waitUntil(forgetOthers.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && !/^\/(api|docs|openapi|problems|health|hangfire)(\/|$)/.test(url.pathname)) {
    // The newest page when the service answers, the kept one when it does not.
    event.respondWith(fetch(request).catch(() => caches.match("/")));
  } else if (files.includes(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
