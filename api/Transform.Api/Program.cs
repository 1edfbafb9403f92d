using Transform.Api;

var builder = TransformApplication.CreateBuilder(args);
builder.AddTransform();
builder.AddEmbeddedEngines();

var app = builder.Build();
app.UseTransform();
await app.PrepareAsync();
await app.RunAsync();
