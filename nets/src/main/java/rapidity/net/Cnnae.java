package rapidity.net;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.image.Convolution;
import rapidity.layer.image.TransposedConvolution;
import rapidity.layer.image.TransposedConvolution.Shift;
import rapidity.layer.image.Windows;
import rapidity.layer.plain.Linear;

/// Convolutional autoencoder on jet images, CNNAE: each convolution halves the image, each transposed one doubles it.
///
/// ```
/// l = linear( conv, ReLU, conv, ReLU (x) )
/// x' = softmax over all pixels( transposed conv( transposed conv, ReLU( linear, ReLU (l) ) ) )
/// ```
///
/// A jet is here an image, row-major: its slots are the pixels, its one feature their intensity. The reconstruction
/// sums to 1, as the images should. Neither boosts nor permutations of particles are symmetries; even shifts of the
/// image are none of the whole network, because of its linear maps.
///
/// Kernels and matrices begin with Keras' values: Glorot's uniform ones, and zero for what is added.
///
/// @source arXiv:2212.07347
public final class Cnnae implements Autoencoder {
    private static final int HALVING = 2;

    private final CnnaeConfig config;
    private final List<Convolution> convolutions = new ArrayList<>();
    private final Linear toLatents;
    private final Linear fromLatents;
    private final List<TransposedConvolution> transposed = new ArrayList<>();

    public Cnnae(Params p, CnnaeConfig c) {
        config = c;
        List<Integer> channels = c.channels();
        Params encoder = p.in("encoder");
        for (int i = 0; i < channels.size(); i++) {
            int in = i == 0 ? c.features() : channels.get(i - 1);
            convolutions.add(new Convolution(encoder.in("conv").in("" + i), windows(i), in, channels.get(i)));
        }
        int smallest = smallest();
        toLatents = Linear.glorot(encoder.in("linear"), smallest, c.latent());
        Params decoder = p.in("decoder");
        fromLatents = Linear.glorot(decoder.in("linear"), c.latent(), smallest);
        for (int i = channels.size() - 1; i >= 0; i--) {
            int out = i == 0 ? c.features() : channels.get(i - 1);
            Shift shift = i == 0 ? Shift.CANCELS : Shift.MATTERS;
            Params names = decoder.in("conv").in("" + transposed.size());
            transposed.add(new TransposedConvolution(names, windows(i), channels.get(i), out, shift));
        }
    }

    /// Those of the convolution that halves the image for the i-th time.
    private Windows windows(int i) {
        int side = config.side() >> i;
        return new Windows(side, side, config.kernel(), HALVING);
    }

    /// Numbers of the smallest image.
    private int smallest() {
        List<Integer> channels = config.channels();
        return Math.multiplyExact(windows(channels.size() - 1).count(), channels.getLast());
    }

    @Override
    public Tensor encode(Tape tape, PaddedJets x) {
        x.require(config);
        Tensor h = x.on(tape).reshape(x.jets() * x.particles(), 1);
        for (Convolution convolution : convolutions) {
            h = h.through(image -> convolution.apply(image).apply(Unary.RELU));
        }
        return toLatents.apply(h.reshape(x.jets(), smallest()));
    }

    @Override
    public Tensor decode(Tensor latents) {
        int images = latents.shape().axis(0);
        Tensor h = fromLatents
                .apply(latents)
                .apply(Unary.RELU)
                .reshape(-1, config.channels().getLast());
        for (TransposedConvolution convolution : transposed.subList(0, transposed.size() - 1)) {
            h = h.through(image -> convolution.apply(image).apply(Unary.RELU));
        }
        return transposed
                .getLast()
                .apply(h)
                .reshape(images, config.particles())
                .softmax()
                .reshape(images, config.particles(), config.features());
    }
}
