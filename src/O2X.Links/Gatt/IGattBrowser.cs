namespace O2X.Links.Gatt;

/// <summary>A link to a GATT server that can also say what the server has: for looking at an unknown device. It writes nothing.</summary>
public interface IGattBrowser : IGattLink
{
    /// <summary>Lists what the server has.</summary>
    /// <exception cref="LinkException">The link is gone, or the stack could not find out.</exception>
    Task<IReadOnlyList<GattService>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads the value of one characteristic or descriptor, also where several have the same UUID.</summary>
    /// <param name="id">Of what <see cref="ListAsync"/> gave.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="LinkException">There is no such attribute, it may not be read, or the link is gone.</exception>
    Task<byte[]> ReadAsync(int id, CancellationToken cancellationToken);
}
