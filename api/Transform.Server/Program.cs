using Transform.Api;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Server;

var builder = TransformApplication.CreateBuilder(args);
builder.AddTransform();

var options = ServerOptions.From(builder.Configuration);
builder.Services.AddSingleton(new Secrets(options.Secret));
builder.Services.AddSingleton<IDatabaseEngine>(new SqlServerEngine(options.Database));
builder.Services.AddSingleton(provider => new KeyStore(new SqlServerEngine(options.KeyDatabase), provider.GetRequiredService<TimeProvider>()));
builder.Services.AddHangfireEngine(options);

var app = builder.Build();
if (options.ServesRequests)
{
    app.UseTransform();
    app.MapJobDashboard();
}
else
{
    app.MapHealth();            // a worker answers its orchestrator and nobody else
}

await app.PrepareAsync();
await app.RunAsync();
