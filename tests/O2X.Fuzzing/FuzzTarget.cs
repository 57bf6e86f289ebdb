namespace O2X.Fuzzing;

/// <summary>
/// One decoder of bytes from outside, and what must hold whatever they are. A run depends on its input alone: what an object keeps
/// between runs is room to work in.
/// </summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>How it is named on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs to begin with.</summary>
    public abstract IEnumerable<byte[]> Seeds { get; }

    /// <summary>Parts of inputs that chance alone does not find.</summary>
    public virtual IEnumerable<byte[]> Words => [];

    /// <summary>The longest input, in bytes.</summary>
    public virtual int LongestInput => 256;

    /// <summary>How much one run may allocate, in bytes; what the target itself needs to judge is part of it.</summary>
    /// <param name="inputLength">The length of the input.</param>
    public virtual long MostAllocated(int inputLength) => 0;

    /// <summary>Runs the decoder on an input and judges what it does.</summary>
    /// <exception cref="OracleException">What must hold does not.</exception>
    public abstract void Run(ReadOnlySpan<byte> input);

    /// <summary>Gives back what was needed to work.</summary>
    public virtual void Dispose()
    {
    }
}
