package rapidity.bench;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KernelBenchTest {
    @Test
    void aKernelOfNoSuchNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelBench.main(new String[] {"float", "1", "nonsense"}))
                .withMessage("no kernel has 'nonsense' in its name");
    }
}
