using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace O2X.Actors.Hosting;

/// <summary>An engine that an application added to its services.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Builder">Where it hears vehicles, and its options.</param>
internal sealed record EngineRegistration(EngineName Name, O2XBuilder Builder)
{
    /// <summary>The engines that were added before this one; none may share a state folder with it.</summary>
    public IReadOnlyList<EngineRegistration> Before { get; init; } = [];

    /// <summary>Its options as configuration and code give them, checked.</summary>
    /// <exception cref="OptionsValidationException">They are wrong; the message names the keys.</exception>
    public O2XHostingOptions Options(IServiceProvider services)
    {
        var setup = new O2XOptionsSetup(this, services.GetService<IConfiguration>());
        return new OptionsFactory<O2XHostingOptions>([setup], [], [setup]).Create(Name.Text);
    }
}
