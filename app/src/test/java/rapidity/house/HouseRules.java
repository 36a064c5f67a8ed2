package rapidity.house;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/// The rules between classes that docs/decisions/0001 sets.
final class HouseRules {
    private static final String BANNED_NAME = ".*(Utils?|Helper|Manager|Impl|Base)|Abstract.*";

    private HouseRules() {}

    /// A new package gets a place in the plan, and with it its rules.
    static ArchRule nothingOutside(List<String> places) {
        return classes().should().resideInAnyPackage(places.toArray(String[]::new));
    }

    /// Of Rapidity's own packages, `importer` uses itself and `allowed` only.
    static ArchRule imports(String importer, List<String> allowed) {
        return classes()
                .that()
                .resideInAPackage(importer)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("rapidity..")
                        .or(resideInAnyPackage(importer))
                        .or(resideInAnyPackage(allowed.toArray(String[]::new))))
                .allowEmptyShould(true);
    }

    /// Of the world's libraries, `importer` uses the JDK's java packages and `libraries` only.
    static ArchRule brings(String importer, List<String> libraries) {
        return classes()
                .that()
                .resideInAPackage(importer)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "rapidity..", "org.jspecify..", "")
                        .or(resideInAnyPackage(libraries.toArray(String[]::new))))
                .allowEmptyShould(true);
    }

    static ArchRule noPackageCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    static ArchRule onlyIn(String owner, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /// The species that a library names are looked at in one class of `owner`, and everybody else has what it chose.
    static ArchRule speciesChosenBy(String owner, String suffix) {
        return noClasses()
                .that()
                .resideInAPackage(owner)
                .and()
                .haveSimpleNameNotEndingWith(suffix)
                .should()
                .accessFieldWhere(target(nameStartingWith("SPECIES_")));
    }

    static ArchRule noPrintingOutside(String owner) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err");
    }

    static ArchRule noGlobalState() {
        return fields().that().areStatic().should().beFinal();
    }

    static ArchRule noBannedName() {
        return classes().should(new ArchCondition<>("be named after a thing") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, !type.getSimpleName().matches(BANNED_NAME), type.getName()));
            }
        });
    }

    /// No class is extended for its code; what interfaces, enums with bodies and the JDK's exceptions need remains.
    static ArchRule noInheritance() {
        return classes().should(new ArchCondition<>("extend no class of Rapidity") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getRawSuperclass()
                        .filter(parent -> parent.getPackageName().startsWith("rapidity") && !parent.isEnum())
                        .ifPresent(parent -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " extends " + parent.getName())));
            }
        });
    }

    static ArchRule noNullsUndeclared() {
        return classes().should(new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetAnnotationOfType("org.jspecify.annotations.NullMarked")
                        .isPresent();
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " has no package-info.java"));
            }
        });
    }
}
