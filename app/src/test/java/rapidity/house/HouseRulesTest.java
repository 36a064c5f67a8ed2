package rapidity.house;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.house.sample.lower.Intruder;
import rapidity.house.sample.upper.Owner;

/// A rule that nothing can break holds nothing: two samples break each.
final class HouseRulesTest {
    private static final JavaClasses SAMPLES =
            new ClassFileImporter().importClasses(Intruder.class, Intruder.OwnerImpl.class, Owner.class);

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(HouseRules.nothingOutside(List.of("rapidity.house.sample.lower")), "Owner"),
                Arguments.of(HouseRules.imports("rapidity.house.sample.lower", List.of("rapidity.algebra..")), "Owner"),
                Arguments.of(HouseRules.brings("rapidity.house.sample.lower", List.of()), "picocli"),
                Arguments.of(HouseRules.noPackageCycles("rapidity.house.sample"), "Cycle detected"),
                Arguments.of(HouseRules.onlyIn("rapidity.app.cli..", "picocli.."), "picocli"),
                Arguments.of(HouseRules.speciesChosenBy("rapidity.house.sample..", "Owner"), "SPECIES_OF_TENANTS"),
                Arguments.of(HouseRules.noPrintingOutside("rapidity.app.cli.."), "System.out"),
                Arguments.of(HouseRules.noGlobalState(), "Intruder.count"),
                Arguments.of(HouseRules.noBannedName(), "OwnerImpl"),
                Arguments.of(HouseRules.noInheritance(), "extends"),
                Arguments.of(HouseRules.noNullsUndeclared(), "package-info"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aViolationIsFoundAndNamed(ArchRule rule, String named) {
        assertThatThrownBy(() -> rule.check(SAMPLES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(named);
    }
}
